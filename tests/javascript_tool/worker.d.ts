/** What macros/publish/offline.py writes on the line above the worker. */
declare const BUILD: {
  version: string;
  /** The day of the data, "" where it is not known. */
  edition: string;
  /** Where the pages of places stand from the root of the site. */
  chosen: string;
  /** Digests of bytes by address from the root of the site. */
  core: Record<string, string>;
  rest: Record<string, string>;
};

/** Chromium's word about the line; others do not say. */
interface ThriftyNavigator extends WorkerNavigator {
  connection?: { saveData?: boolean; effectiveType?: string };
}
