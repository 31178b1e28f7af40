/**
 * Advance widths of Atkinson Hyperlegible Next, so that text can be wrapped alike in a browser, on the server and in a
 * test, without asking a font engine. Widths are thousandths of an em, two base-36 digits each, in the order of CHARACTERS.
 * Letters with accents are as wide as their base letter and stand here only where they differ.
 *
 * Read with fontkit from the woff2 files of `@fontsource/atkinson-hyperlegible-next` 5.3.0: for every character of the
 * latin and latin-ext files the `advanceWidth` of its glyph. Kerning is left out; it makes a line 1 % narrower at most.
 */

export type Weight = 400 | 500 | 600 | 700;

const CHARACTERS =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\u00a0¡¢£¤' +
  '¥¦§¨©ª«¬®¯°±²³´¶·¸¹º»¼½¾¿ÆÐ×ØÞßæïð÷øþďĐđĦħıĲĳľŁłŒœƒȷˆˇˉ˚˜˝ẞ\u2009–—‘’‚“”„†•…‹›⁄€₹ℓ™−∕';
const WIDTHS: Readonly<Record<Weight, string>> = {
  400:
    '7s7y8di3ggpjkb4g8b8bdhgu5ua25uari0bbf8g0h2gcgme6h3gj5u5ufdhgfddclmheh1hxilftfcjajaawe8hjf1mwj9juggk4h2ggfij6' +
    'ghnshbfzgv8tar9kfcac6relfqdhfoey8qfifa706tdo7anhfaf8fqfy9pd392f0ctj0ddchcs9k6l9kff7s7ydhgyg4fz6leoa8m6abfmgq' +
    'm69w9sg3aman6re56o7d74akfmmomso3ciorj5esjuggg6o27efpguf8fqhmj5fojafa70p4dt8tfv88rypo906tb7b79w8abdasi83we0mw' +
    '6k6k6kb3b3b3f1c6im9t9tgaigfecioagugm',
  500:
    '85859djdgnq3k9508p8pdhgp6ja66jbci5bofkgah6gkgxehh7g96j6jfkh9fke3lnhzhdi2itg4fijkjdb9eshwf5najjk7gvkhhggng2j4' +
    'h2o4i0gth092bc9kfoan79ewg2drg1f89bfwfj7j6zee7xnwfjfjg2g8a0di9mfbdljne1dada9z6s9zf88585drh8g9gt6sezaym6ajglgv' +
    'm6a7a9ggauax79ea7a7q7fatgln0n5opddpljdeuk7gvgmo77xfygpfjg2iajdg1jdfj7jq1ei9cfz8ts5pt9l6zbxbxa78sbubtii43dzmz' +
    '6x6x6xbzbzbzfic6jvaaaagmimg6d0p2gph3',
  600:
    '8f8aa2kagsqhk75f9090dhgm70a971bsi8byftggh9gqh5eph9g27171foh5foemloiehmi6izgdfmjrjfbjf6i6f8nkjqkhh5krhrgsggj3' +
    'hgodiihfh399bs9kfxav7mf4gbdygaff9pg6fp7x73ew8do6fpfrgbgfa8dta0fje5k3eidvdoaa6xaaf38f8adyhfgdhf6xf7bgm6aphagz' +
    'm6afalgpb0b47med7p807ob0han9nfp4dzq7jjevkhh5gxoa8bg5gmfrgbisjjgajffp7xqof09qg298sapw9z73cgcgaf96c6ckiq47dyn2' +
    '777777cncncnfuc6kramamgviqgpdcplgmhg',
  700:
    '8o8faul9gyqxk55u9b9bdhgj7jad7kc8ibc8g3gohcgvheexhcfv7k7kfth0ftf7lpiuhviaj4glfqjyjhbsfliffcnujxkqhhl0i2gygvj2' +
    'hwomj1i2h69gc89kg6b480fcgke6gkfna5ghfv8c77ff8uoifvg0gkgnage4agfreqkkezehe1al72alex8o8fe6hmghi272ffc0m6aui1h3' +
    'm6anaygzb6bb80eh86897wb7i1ninoplemqujoewkqhhh9oe8qgcgjg0gkjajogkjhfv8crdfja5g69osgq0af77d0d0an9jciddiy4cdxn4' +
    '7h7h7hdbdbdbg6c6loayayh5iuhadqq6gjht',
};

/** Letters of other alphabets come from whatever font the reader has: a little more than most of them need. */
const OTHER_WIDTH = 0.66;
/** Ideographs fill the em square; emoji go beyond it (1.17 to 1.37 em, by system). */
const IDEOGRAPH_WIDTH = 1;
const EMOJI_WIDTH = 1.37;

const IDEOGRAPH = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303F\uFF00-\uFF60]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const MARK = /^[\p{M}\p{Cf}]$/u;

const TABLES = new Map<Weight, Map<string, number>>();

function tableOf(weight: Weight): Map<string, number> {
  const known = TABLES.get(weight);
  if (known) return known;
  const widths = WIDTHS[weight];
  const table = new Map([...CHARACTERS].map((it, i) => [it, parseInt(widths.slice(2 * i, 2 * i + 2), 36) / 1000]));
  TABLES.set(weight, table);
  return table;
}

function widthOfUnknown(character: string, table: Map<string, number>): number {
  if (MARK.test(character)) return 0;
  if (EMOJI.test(character)) return EMOJI_WIDTH;
  if (IDEOGRAPH.test(character)) return IDEOGRAPH_WIDTH;
  const base = [...character.normalize('NFD')][0] ?? character;
  return table.get(base) ?? OTHER_WIDTH;
}

/** Width in em of one grapheme (what a reader takes for one character, be it a whole family emoji). */
export function widthOfGrapheme(grapheme: string, weight: Weight): number {
  const table = tableOf(weight);
  const known = table.get(grapheme);
  if (known !== undefined) return known;
  let width = 0;
  for (const character of grapheme) width = Math.max(width, table.get(character) ?? widthOfUnknown(character, table));
  if ([...grapheme].length === 1) table.set(grapheme, width);
  return width;
}

/** Latin text without combining marks: each code unit is a grapheme. */
const PLAIN = /^[\u0020-\u02FF\u1E00-\u1EFF\u2010-\u2027\u2030-\u205E\u20A0-\u20BF]*$/;

/** Cuts text into graphemes; nothing may be broken inside one. */
export function graphemes(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  return Array.from(new Intl.Segmenter('de', { granularity: 'grapheme' }).segment(text), (it) => it.segment);
}

/** Width of a text in em. */
export function widthOf(text: string, weight: Weight): number {
  let width = 0;
  for (const grapheme of graphemes(text)) width += widthOfGrapheme(grapheme, weight);
  return width;
}
