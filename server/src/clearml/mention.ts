/**
 * Words of which every ClearML Server deployment holds one: images and variables (images.ts, settings.ts), and what the
 * containers run (roles.ts).
 */
const WORDS = /clearml|trains|allegroai|apiserver|fileserver|webserver|async_urls_delete|async_delete/i;

/** What brings other files in, and escapes, behind which any letter may stand. */
const OPEN = /include|extends|env_file|\\/;

/**
 * False only where nothing of ClearML can be in a Compose project, as its files' texts show before they are parsed. What
 * a variable may hold counts too: a text with variables is told by this only where no file sets one.
 * @param texts of the compose files that the project starts from
 * @param dotenv what its `.env` holds; nothing where it has none
 */
export function mayMentionClearml(texts: readonly string[], dotenv = ''): boolean {
  if (WORDS.test(dotenv)) return true;
  return texts.some((text) => {
    if (WORDS.test(text) || OPEN.test(text)) return true;
    if (!text.includes('$')) return false;
    // `clear${X:-ml}` spells the word.
    return dotenv !== '' || WORDS.test(text.replace(/\$\{?\w*(?::?[-?+])?|\}/g, ''));
  });
}
