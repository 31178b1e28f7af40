import type { Arrangement, CardBox } from '#shared/layout/arrange.ts';
import { viewRect, type Camera, type ViewSize } from '#shared/layout/camera.ts';
import { overlaps } from '#shared/layout/rect.ts';
import type { Point } from '#shared/model/board.ts';

/** Radius of a card's corners, in world units. */
const RADIUS = 10;
/** Below so many pixels nobody sees a round corner. */
const ROUND_FROM = 2;
/** As in Card.svelte. */
const DIMMED = 0.25;

export interface Painted {
  readonly arrangement: Arrangement;
  readonly camera: Camera;
  readonly size: ViewSize;
  /** Device pixels per pixel. */
  readonly ratio: number;
  /** How far what is in the air, card or cluster, is from where it lies. */
  readonly shifts: ReadonlyMap<string, Point>;
  readonly selected: ReadonlySet<string>;
  /** Those that nobody looks for right now. */
  readonly isDimmed: (id: string) => boolean;
  readonly colourOf: (id: string) => string;
  readonly ink: string;
}

type Pen = Pick<
  CanvasRenderingContext2D,
  | 'setTransform'
  | 'clearRect'
  | 'globalAlpha'
  | 'fillStyle'
  | 'fillRect'
  | 'beginPath'
  | 'roundRect'
  | 'fill'
  | 'strokeStyle'
  | 'lineWidth'
  | 'strokeRect'
>;

/** Paints what is in view, colour by colour. */
export function paintCards(pen: Pen, painted: Painted): void {
  const { camera, size, ratio, arrangement } = painted;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, size.w + 1, size.h + 1);
  const scale = camera.zoom * ratio;
  pen.setTransform(scale, 0, 0, scale, camera.x * ratio, camera.y * ratio);
  const { dimmed = [], clear = [] } = Object.groupBy(cardsInView(painted), ({ id }) =>
    painted.isDimmed(id) ? 'dimmed' : 'clear',
  );
  pen.globalAlpha = DIMMED;
  fillCards(pen, dimmed, painted);
  pen.globalAlpha = 1;
  fillCards(pen, clear, painted);
  pen.strokeStyle = painted.ink;
  pen.lineWidth = Math.max(3, 2 / scale);
  for (const id of painted.selected) {
    const card = arrangement.cards.get(id);
    if (card) pen.strokeRect(card.x, card.y, card.w, card.h);
  }
}

function fillCards(pen: Pen, cards: readonly CardBox[], { camera, ratio, colourOf }: Painted): void {
  const round = RADIUS * camera.zoom * ratio >= ROUND_FROM;
  for (const [colour, alike] of Map.groupBy(cards, ({ id }) => colourOf(id))) {
    pen.fillStyle = colour;
    for (const { x, y, w, h } of alike) {
      if (!round) pen.fillRect(x, y, w, h);
      else {
        pen.beginPath();
        pen.roundRect(x, y, w, h, RADIUS);
        pen.fill();
      }
    }
  }
}

/** Those in a hand are in the page. */
function* cardsInView({ arrangement, camera, size, shifts }: Painted): Generator<CardBox> {
  const view = viewRect(camera, size);
  for (const card of arrangement.cards.values()) {
    if (shifts.has(card.id)) continue;
    const shift = card.cluster === null ? undefined : shifts.get(card.cluster);
    const shown = shift ? { ...card, x: card.x + shift[0], y: card.y + shift[1] } : card;
    if (overlaps(shown, view)) yield shown;
  }
}
