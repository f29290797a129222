/** Punycode (RFC 3492), with its parameters. */
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const firstBias = 72;
const firstCode = 128;

const adapt = (delta: number, points: number, first: boolean): number => {
  let rest = first ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let steps = 0;
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin));
    steps += base;
  }
  return steps + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
};

const threshold = (k: number, bias: number): number => Math.min(tMax, Math.max(tMin, k - bias));

const digitOf = (value: number): string => (value < 26 ? String.fromCharCode(97 + value) : String(value - 26));

const valueOf = (digit: string): number => {
  const code = digit.toLowerCase().charCodeAt(0);
  return code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : base;
};

export const toPunycode = (source: string): string => {
  const codes = [...source].map((character) => character.codePointAt(0) ?? 0);
  const basic = codes.filter((code) => code < firstCode);
  let result = String.fromCodePoint(...basic);
  if (basic.length === codes.length) return result;
  if (basic.length > 0) result += '-';
  let next = firstCode;
  let delta = 0;
  let bias = firstBias;
  let handled = basic.length;
  while (handled < codes.length) {
    const lowest = Math.min(...codes.filter((code) => code >= next));
    delta += (lowest - next) * (handled + 1);
    next = lowest;
    for (const code of codes) {
      if (code < next) delta++;
      if (code !== next) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (rest < t) break;
        result += digitOf(t + ((rest - t) % (base - t)));
        rest = Math.floor((rest - t) / (base - t));
      }
      result += digitOf(rest);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    next++;
  }
  return result;
};

/** The text; empty where it is no Punycode. */
export const fromPunycode = (source: string): string => {
  const split = source.lastIndexOf('-');
  const codes = Array.from(source.slice(0, Math.max(split, 0)), (character) => character.codePointAt(0) ?? 0);
  if (codes.some((code) => code >= firstCode)) return '';
  let next = firstCode;
  let index = 0;
  let bias = firstBias;
  for (let at = split > 0 ? split + 1 : 0; at < source.length; ) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const value = valueOf(source[at++] ?? '');
      if (value >= base) return '';
      index += value * weight;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= base - t;
    }
    const length = codes.length + 1;
    bias = adapt(index - before, length, before === 0);
    next += Math.floor(index / length);
    if (next > 0x10ffff) return '';
    index %= length;
    codes.splice(index++, 0, next);
  }
  return codes.map((code) => String.fromCodePoint(code)).join('');
};

/** IDNA knows three more full stops than the ASCII one. */
const labels = (domain: string, change: (label: string) => string): string =>
  domain
    .split(/[.\u3002\uFF0E\uFF61]/)
    .map(change)
    .join('.');

export const domainToPunycode = (domain: string): string =>
  labels(domain, (label) =>
    [...label].every((character) => character.charCodeAt(0) < firstCode) ? label : `xn--${toPunycode(label)}`,
  );

export const domainFromPunycode = (domain: string): string =>
  labels(domain, (label) => (/^xn--/i.test(label) ? fromPunycode(label.slice(4)) : label));
