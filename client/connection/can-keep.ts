/** What a browser lets us keep, asked without bringing along what keeps it. */

/** y-indexeddb waits for ever on storage that refuses, so we knock first. */
export function canKeep(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(`${name}:probe`);
      opening.onerror = () => resolve(false);
      opening.onblocked = () => resolve(false);
      opening.onsuccess = () => {
        opening.result.close();
        indexedDB.deleteDatabase(`${name}:probe`);
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}

/** Whether small things, like one's seat, outlive the page. */
export function keepsSettings(): boolean {
  try {
    localStorage.setItem('tafelrunde:check', '1');
    localStorage.removeItem('tafelrunde:check');
    return true;
  } catch {
    return false;
  }
}
