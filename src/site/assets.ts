// Which files go along with the pages as they are. They lie in src/site/assets/; the CLI copies them, this room reads none.

/** The folder of the site that they go to, and the folder beside this file where they lie. */
export const ASSET_FOLDER = "assets";

export const ASSETS = ["site.css", "site.js", "icon.svg"] as const;
