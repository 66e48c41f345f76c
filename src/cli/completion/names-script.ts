// The part of every completion script that reads a repository, in POSIX sh: the names of plans, targets, branches and tags, as
// committed. The repository may be hostile: nothing of it is run, and no name gets through that could mean something to a shell.

/**
 * The body of a function, or a script, that is given the kind (`plans`, `targets`, `revisions`), a folder and a revision, and
 * prints a name a line; nothing where there is no repository. It stands in single quotes in fish: it has none itself.
 */
export const NAMES_SCRIPT = `kind=$1 repo=$2 ref=$3
  # No alias has a say. Nothing is fetched, whatever the repository's configuration says of it,
  # and no variable names another one.
  unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_NAMESPACE
  export GIT_ALLOW_PROTOCOL=none GIT_NO_LAZY_FETCH=1 GIT_NO_REPLACE_OBJECTS=1 GIT_OPTIONAL_LOCKS=0 LC_ALL=C
  case $ref in
  "" | -* | *[!A-Za-z0-9._/@^~-]*) ref=HEAD ;;
  esac
  {
    case $kind in
    plans) command git -C "$repo" ls-tree -d --name-only --full-tree "\${ref}:plans" ;;
    targets) command git -C "$repo" ls-tree --name-only --full-tree "\${ref}:plans/_targets" | command sed -n "s/[.]yaml\\$//p" ;;
    revisions) command git -C "$repo" for-each-ref --format="%(refname:lstrip=2)" refs/heads refs/tags ;;
    esac
  } 2>/dev/null | case $kind in
  revisions) command grep -E "^[A-Za-z0-9][A-Za-z0-9._/@-]*\\$" ;;
  *) command grep -E "^[a-z0-9][a-z0-9-]{0,62}\\$" ;;
  esac`;
