import { diffArrays } from 'diff';
import { type AccessStep, describeAccessChange, readAccessList } from '#core/fim/access-list';
import { isEmptyCell } from '#core/fim/change-diff';
import { describeModeChange, linkTarget, modeLetters, modeOctal, parseFileMode } from '#core/fim/file-mode';
import { readRegistryValue } from '#core/fim/registry-value';
import { describeServiceChange } from '#core/fim/service-words';
import { describeVersionChange } from '#core/fim/software-words';
import { timeFromWire } from '../../api/decode';
import { formatBytes, formatCount } from '../../ui/numbers';
import { algorithmOf } from './hash-words';
import { asNumber, asText, kindOf } from './value-kinds';

/** One line of what lies between two values. `said`: plain words; the others are entries of a list. */
export type DifferenceLine = { readonly kind: 'said' | AccessStep['kind']; readonly text: string };

/** A property's two sides, with `ValueType` of each for registry data. */
export type ValuePair = {
  readonly property: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly typeBefore: string;
  readonly typeAfter: string;
};

const said = (...texts: readonly string[]): readonly DifferenceLine[] =>
  texts.filter((text) => text !== '').map((text) => ({ kind: 'said', text }));

const minute = 60_000;
const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [minute, 'minute'],
  [1000, 'second'],
] as const;

/** `3 days`, `1 hour`, `400 ms`: the largest unit that fits at least once, rounded. */
export const formatSpan = (ms: number): string => {
  const size = Math.abs(ms);
  const [length, word] = units.find(([unit]) => size >= unit) ?? [1, ''];
  if (word === '') return `${Math.round(size)} ms`;
  const count = Math.round(size / length);
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
};

const sizeLines = (before: unknown, after: unknown) => {
  const [from, to] = [asNumber(before), asNumber(after)];
  if (from === undefined || to === undefined || from === to) return [];
  return said(`${to > from ? '+' : '-'}${formatBytes(Math.abs(to - from))}`);
};

const timeLines = (property: string, before: unknown, after: unknown) => {
  const [from, to] = [timeFromWire(asText(before)), timeFromWire(asText(after))];
  if (from === null || to === null || from === to) return [];
  if (to > from) return property === 'DateModified' ? said(`${formatSpan(to - from)} later`) : [];
  return said(`${formatSpan(from - to)} earlier than before: a time that went back may have been set by hand`);
};

const modeLines = (before: unknown, after: unknown) => {
  const [earlier, target] = [linkTarget(asText(before)), linkTarget(asText(after))];
  // The bits of a link say nothing about who may do what.
  if (target !== undefined) {
    if (earlier === target) return [];
    return said(
      earlier === undefined ? `Now a symbolic link to ${target}` : `Points to ${target} instead of ${earlier}`,
    );
  }
  if (earlier !== undefined) return said(`No longer a symbolic link to ${earlier}`);
  const [from, to] = [parseFileMode(asText(before)), parseFileMode(asText(after))];
  if (!from || !to || from.bits === to.bits) return [];
  const step = `${modeLetters(from)} to ${modeLetters(to)} (${modeOctal(from)} to ${modeOctal(to)})`;
  return said(step, ...describeModeChange(from, to));
};

const aclLines = (before: unknown, after: unknown): readonly DifferenceLine[] => {
  const [from, to] = [readAccessList(asText(before)), readAccessList(asText(after))];
  return from && to ? describeAccessChange(from, to) : [];
};

const registryLines = ({ before, after, typeBefore, typeAfter }: ValuePair): readonly DifferenceLine[] => {
  const [from, to] = [
    readRegistryValue(typeBefore || typeAfter, asText(before)),
    readRegistryValue(typeAfter || typeBefore, asText(after)),
  ];
  if (from.kind === 'list' && to.kind === 'list') {
    return diffArrays([...from.items], [...to.items]).flatMap(({ added, removed, value }) =>
      added || removed ? value.map((text) => ({ kind: added ? ('added' as const) : ('removed' as const), text })) : [],
    );
  }
  if (from.kind === 'binary' && to.kind === 'binary' && from.bytes !== to.bytes) {
    return said(`${formatCount(from.bytes)} bytes before, ${formatCount(to.bytes)} now`);
  }
  if (from.kind !== to.kind && typeBefore !== '' && typeAfter !== '' && typeBefore !== typeAfter) {
    return said(`Read as ${typeAfter} now, as ${typeBefore} before`);
  }
  return [];
};

const hashLines = (before: unknown, after: unknown) => {
  const [from, to] = [algorithmOf(asText(before)), algorithmOf(asText(after))];
  return from === to || from === undefined || to === undefined
    ? []
    : said(`${from} before, ${to} now: the two cannot be compared`);
};

/** What lies between two values, where a reader would otherwise have to work it out. Empty where nothing needs saying. */
export const differenceLines = (pair: ValuePair): readonly DifferenceLine[] => {
  const { property, before, after } = pair;
  if (isEmptyCell(before) || isEmptyCell(after)) return [];
  switch (kindOf(property)) {
    case 'size':
      return sizeLines(before, after);
    case 'time':
      return timeLines(property, before, after);
    case 'mode':
      return modeLines(before, after);
    case 'acls':
      return aclLines(before, after);
    case 'registry':
      return registryLines(pair);
    case 'hash':
      return hashLines(before, after);
    case 'version':
      return said(describeVersionChange(asText(before), asText(after)));
    case 'service':
      return said(describeServiceChange(property, asText(before), asText(after)));
    case 'fields':
    case 'code':
    case 'text':
      return [];
  }
};
