import { parse } from 'svelte/compiler';

/** Attributes and props whose values people see or hear. */
const SPOKEN =
  /^(?:title|label|unit|placeholder|alt|about|hint|aria-(?:label|description|roledescription|valuetext|placeholder))$/;
/** Keys are called what stands on them. */
const KEYS = 'kbd';
const LETTER = /\p{L}/u;

/** What we ask of a node of the compiler's tree, whatever kind it is. */
interface TreeNode {
  readonly type: string;
  readonly name?: unknown;
  readonly data?: unknown;
  readonly value?: unknown;
  readonly [part: string]: unknown;
}

const isNode = (it: unknown): it is TreeNode => typeof it === 'object' && it !== null && 'type' in it;

function partsOf(node: TreeNode): TreeNode[] {
  return Object.values(node)
    .flatMap((part): unknown => part)
    .filter(isNode);
}

/** Texts for people that stand in a component itself, where no catalogue can say them in another language. */
export function literalTexts(component: string): string[] {
  const { fragment } = parse(component, { modern: true });
  return inTemplate(fragment as unknown as TreeNode)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => LETTER.test(text));
}

function inTemplate(node: TreeNode): string[] {
  switch (node.type) {
    case 'Text':
      return [String(node.data)];
    case 'ExpressionTag':
      return inExpression(node['expression']);
    case 'StyleDirective':
      return [];
    case 'Attribute':
      return SPOKEN.test(String(node.name)) ? inValue(node.value) : [];
    case 'RegularElement':
      return node.name === KEYS || node.name === 'style' || node.name === 'script'
        ? []
        : partsOf(node).flatMap(inTemplate);
    default:
      return partsOf(node).flatMap(inTemplate);
  }
}

const inValue = (value: unknown): string[] => [value].flat().filter(isNode).flatMap(inTemplate);

/** What an expression says as it stands: its own strings, and neither names nor what it gives to functions. */
function inExpression(expression: unknown): string[] {
  if (!isNode(expression)) return [];
  const inside = (...parts: string[]): string[] =>
    parts.flatMap((part) => [expression[part]].flat().flatMap(inExpression));
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : [];
    case 'TemplateElement':
      return [String((expression.value as { cooked?: unknown }).cooked)];
    case 'TemplateLiteral':
      return inside('quasis', 'expressions');
    case 'ConditionalExpression':
      return inside('consequent', 'alternate');
    case 'LogicalExpression':
    case 'BinaryExpression':
      return inside('left', 'right');
    default:
      return [];
  }
}
