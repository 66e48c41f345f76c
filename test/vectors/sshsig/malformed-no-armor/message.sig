approved by alice
