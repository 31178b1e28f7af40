import {
  action,
  boardWith,
  cluster,
  idea,
  inCluster,
  NOW,
  planned,
  sourceOf,
  talked,
} from '#shared/exchange/fixture.ts';
import type { Source } from '#shared/exchange/source.ts';
import { AGENDA_TEMPLATES } from '#shared/model/step.ts';
import { VOTE_DEFAULT, type Vote } from '#shared/model/vote.ts';
import type { ProtocolSource } from './press.ts';

/** A board that asks everything of its pages: long texts and words, other scripts, pictures, signs that no font has. */

const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

export const TEXTS = [
  'Sitzbänke, Bäume & „grüne“ Höfe – größer als 50 % der Fläche?',
  `Ein Wort wie ${LONG_WORD} passt in keine Karte`,
  'Wer baut mit? 👩‍🎨 + 👷🏽‍♀️ = ❤️ 🇩🇪 1️⃣ 🚲',
  'שלום עולם, זה רעיון (מספר 12) לעיר',
  'מרכז העיר ללא מכוניות Tafelrunde ביום ראשון',
  'حديقة عامة مع ألواح شمسية على الأسطح (50٪)',
  '在市场广场上安装带有太阳能屋顶和长椅的充电站，由创客和工业企业共同建造。',
  'もっと自転車道を作ろう',
  '더 많은 자전거 도로를 만들자',
  'Больше велодорожек в центре',
  'Περισσότερα δέντρα στο κέντρο',
  'Nhiều cây xanh hơn trong thành phố',
  'शहर में और पेड़',
  'ต้นไม้มากขึ้นในเมือง',
  'Čeština, polščina: žluťoučký kůň úpěl ďábelské ódy, zażółć gęślą jaźń',
  'Pfeile → ⇒ ≥ ≠ ✓ ★ ① ½ € ∞ Ω ♿ ☕',
  'W'.repeat(280),
  'Längster erlaubter Text. '.repeat(11).padEnd(280, '!'),
  '<b>kein HTML</b> & kein {Platzhalter} (Klammer) \\ Schrägstrich',
] as const;

export const COMMENT = 'Geht das auch im Winter? '.repeat(20).trim();

const MARA = { participantId: 'mara-0000001', role: 'moderator', sector: 'creative', name: 'Mara Weiß' } as const;
const JAN = { participantId: 'jan-00000001', role: 'participant', sector: 'industry', name: 'Jan' } as const;
const SECTORS = ['industry', 'creative', 'other'];

const IDEAS = TEXTS.map((text, i) =>
  idea(`i${i}`, {
    ...{ text, sector: SECTORS[i % 3] ?? 'other', createdAt: NOW + i * 60_000 },
    author: i % 4 === 0 ? MARA.participantId : null,
    ...(i === 5 ? { under: idea('i4').id } : i < 8 ? inCluster('c', `a${i}`) : {}),
  }),
);

const row = (target: number, dots: number) => ({
  ...{ target: idea(`i${target}`).id, dots, people: dots },
  bySector: { industry: Math.ceil(dots / 2), creative: Math.floor(dots / 3) },
});

export const VOTE: Vote = {
  ...{ ...VOTE_DEFAULT, is: 'closed', id: 'vote-1', name: 'Womit fangen wir an?' },
  ...{ openedAt: NOW + 3_600_000, closedAt: NOW + 3_900_000 },
  tally: { voters: 14, standIns: 0, eligible: 19, sectors: ['industry', 'creative'], rows: [row(1, 7), row(0, 3)] },
};

export function nastySource(more: Partial<Source> & { anonymous?: boolean } = {}): ProtocolSource {
  const board = planned(
    boardWith(IDEAS, [cluster('c', { title: 'Laden & <Parken>' }), cluster('empty', { title: ' ', at: [600, 84] })]),
    action('begehung', {
      ...{ what: 'Begehung des Parkhauses', on: idea('i0').id, due: '2026-05-12' },
      ...{ who: [MARA.participantId, JAN.participantId], accepted: [JAN.participantId], createdAt: NOW + 5_000_000 },
    }),
  );
  const comment = { id: 'comment-0000', on: idea('i0').id, text: COMMENT, author: JAN.participantId, createdAt: NOW };
  const mark = { on: idea('i0').id, by: MARA.participantId, kind: 'offer', note: 'eine Halle' } as const;
  const { comments, marks } = talked(board, { comments: [comment], marks: [mark] });
  const source = sourceOf(
    { ...board, comments, marks },
    { roster: [MARA, JAN], votes: [VOTE], now: NOW + 7_200_000, ...more },
  );
  const info = { ...source.info, title: 'Tisch & „Töne“ <eins>', question: 'Was bewegt uns?' };
  return { ...source, info, agenda: AGENDA_TEMPLATES.stammtisch };
}
