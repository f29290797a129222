/** Permissions of a Linux file as they stand in `Attributes`: octal, letters or both ("0644 -rw-r--r--"). */
export type FileMode = {
  /** The twelve permission bits: special, owner, group, others. */
  readonly bits: number;
};

const octal = /(?:^|[\s,;=(])(?:0o)?([0-7]{3,7})(?=$|[\s,;)])/;
const letters = /(?:^|[\s(])[-dlbcpsD?]?([-r][-w][-xsS][-r][-w][-xsS][-r][-w][-xtT])(?=[.+@]?(?:$|[\s)]))/;

const fromLetters = (text: string): number => {
  let bits = 0;
  for (const [index, char] of text.split('').entries()) {
    if (char === '-') continue;
    if (char !== 'S' && char !== 'T') bits |= 0o400 >> index;
    if (char === 's' || char === 'S') bits |= index === 2 ? 0o4000 : 0o2000;
    if (char === 't' || char === 'T') bits |= 0o1000;
  }
  return bits;
};

/** Reads the mode out of an `Attributes` text; undefined when it holds none, as Windows attributes do. */
export const parseFileMode = (attributes: string): FileMode | undefined => {
  const number = octal.exec(attributes)?.[1];
  if (number !== undefined) return { bits: Number.parseInt(number, 8) & 0o7777 };
  const word = letters.exec(attributes)?.[1];
  return word === undefined ? undefined : { bits: fromLetters(word) };
};

/** Where a symbolic link points, of an `Attributes` text as the agent writes it ("0777 lrwxrwxrwx -> target"); undefined for all else. */
export const linkTarget = (attributes: string): string | undefined =>
  /^(?:[0-7]{3,7} )?l[-rwxsStT]{9} -> (.+)$/s.exec(attributes)?.[1];

const parties = [
  ['Owner', 6],
  ['Group', 3],
  ['Others', 0],
] as const;
const rights = [
  ['read', 4],
  ['write', 2],
  ['execute', 1],
] as const;
const specials = [
  ['runs as its owner (set-uid)', 0o4000],
  ['runs as its group (set-gid)', 0o2000],
  ['only owners may delete inside (sticky)', 0o1000],
] as const;

/** The bits as `ls` writes them, without the letter of the kind: `rwsr-xr-x`. */
export const modeLetters = ({ bits }: FileMode): string => {
  const triple = (shift: number, special: number, letter: string) => {
    const own = bits >> shift;
    const runs = (own & 1) !== 0;
    const last = (bits & special) === 0 ? (runs ? 'x' : '-') : runs ? letter : letter.toUpperCase();
    return `${own & 4 ? 'r' : '-'}${own & 2 ? 'w' : '-'}${last}`;
  };
  return triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't');
};

/** The bits in octal, four digits: `4755`. */
export const modeOctal = ({ bits }: FileMode): string => bits.toString(8).padStart(4, '0');

const rightsOf = (bits: number, shift: number): string[] =>
  rights.flatMap(([word, bit]) => (((bits >> shift) & bit) === 0 ? [] : [word]));

/** "Owner: read, write. Group: read. Others: nothing." with set-uid, set-gid and sticky named when set. */
export const describeFileMode = ({ bits }: FileMode): string =>
  [
    ...parties.map(([who, shift]) => `${who}: ${rightsOf(bits, shift).join(', ') || 'nothing'}`),
    ...specials.flatMap(([word, bit]) => ((bits & bit) === 0 ? [] : [word.charAt(0).toUpperCase() + word.slice(1)])),
  ].join('. ');

const partySteps = (bits: number, verb: string) =>
  parties.flatMap(([who, shift]) => {
    const words = rightsOf(bits, shift);
    return words.length === 0 ? [] : [`${who} ${verb}${who === 'Others' ? '' : 's'} ${words.join(', ')}`];
  });

const specialSteps = (bits: number, word: string) =>
  specials.flatMap(([name, bit]) => ((bits & bit) === 0 ? [] : [`${word} ${name}`]));

/** What the step from one mode to the other gives and takes: "Others gain write", "now runs as its owner (set-uid)". */
export const describeModeChange = (before: FileMode, after: FileMode): readonly string[] => {
  const gained = after.bits & ~before.bits;
  const lost = before.bits & ~after.bits;
  return [
    ...partySteps(gained, 'gain'),
    ...partySteps(lost, 'lose'),
    ...specialSteps(gained, 'Now'),
    ...specialSteps(lost, 'No longer'),
  ];
};
