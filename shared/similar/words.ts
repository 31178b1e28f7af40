/** What a text is about, in German and English: its words without endings, umlauts, case, and without those that say nothing. */

const SAYS_NOTHING = new Set(
  (
    'aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da dabei dadurch ' +
    'dafür damit dann daran darf das dass davon dazu dem den denn der des deren dessen dich die dies diese diesem diesen dieser ' +
    'dieses doch dort du durch ein eine einem einen einer eines er es etc etwa etwas euch für gegen gibt haben hat hier ich ihr ' +
    'ihre ihrem ihren ihrer im immer in ins ist ja je jede jedem jeden jeder jedes kann kein keine keinen können könnte man mehr ' +
    'mein meine mit mittels muss müssen nach nicht noch nur ob oder ohne pro sein seine sich sie sind so soll sollen sollte ' +
    'sollten sondern sowie statt über um und uns unser unsere unter usw vom von vor wann warum was wäre weil weniger wenn wer ' +
    'werden wie wieder wir wird wo wollen würde zb zu zum zur zwischen ' +
    'a an and any are as at be been but by can could do does for from had has have how if in into is it its just more most no not ' +
    'of on only or our out should so some such than that the their them then there these they this those to too up us was we were ' +
    'what when where which who why will with would you your'
  )
    .split(' ')
    .map(folded),
);

/** Endings, taken away one after the other while three letters stay: `Förderungen`, `fördern` and `gefördert` keep a common part. */
const ENDING = /^(.{3,})(?:ung|keit|heit|lich|isch|ing|ern|en|em|er|es|ed|ly|e|n|s)$/;

function folded(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/([aou])e/g, '$1');
}

function stem(word: string): string {
  const shorter = ENDING.exec(word)?.[1];
  return shorter === undefined ? word : stem(shorter);
}

/** Hyphens join: a `Fahrrad-Werkstatt` is a `Fahrradwerkstatt`. */
const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;

/** In the order in which they stand; a word may come twice. */
export const wordsOf = (text: string): string[] =>
  (text.normalize('NFC').toLowerCase().match(WORD) ?? [])
    .map((word) => folded(word.replaceAll('-', '')))
    .filter((word) => word.length > 1 && !SAYS_NOTHING.has(word))
    .map(stem);
