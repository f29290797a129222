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
  ['runs as its owner (setuid)', 0o4000],
  ['runs as its group (setgid)', 0o2000],
  ['only owners may delete inside (sticky)', 0o1000],
] as const;

const rightsOf = (bits: number, shift: number): string[] =>
  rights.flatMap(([word, bit]) => (((bits >> shift) & bit) === 0 ? [] : [word]));

/** "Owner: read, write. Group: read. Others: nothing." with setuid, setgid and sticky named when set. */
export const describeFileMode = ({ bits }: FileMode): string =>
  [
    ...parties.map(([who, shift]) => `${who}: ${rightsOf(bits, shift).join(', ') || 'nothing'}`),
    ...specials.flatMap(([word, bit]) => ((bits & bit) === 0 ? [] : [word])),
  ].join('. ');

const partySteps = (bits: number, verb: string) =>
  parties.flatMap(([who, shift]) => {
    const words = rightsOf(bits, shift);
    return words.length === 0 ? [] : [`${who} ${verb}${who === 'Others' ? '' : 's'} ${words.join(', ')}`];
  });

const specialSteps = (bits: number, word: string) =>
  specials.flatMap(([name, bit]) => ((bits & bit) === 0 ? [] : [`${word}: ${name}`]));

/** What the step from one mode to the other gives and takes: "Others gain write", "set: runs as its owner (setuid)". */
export const describeModeChange = (before: FileMode, after: FileMode): readonly string[] => {
  const gained = after.bits & ~before.bits;
  const lost = before.bits & ~after.bits;
  return [
    ...partySteps(gained, 'gain'),
    ...partySteps(lost, 'lose'),
    ...specialSteps(gained, 'set'),
    ...specialSteps(lost, 'cleared'),
  ];
};
