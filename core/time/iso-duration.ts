const durationPattern =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

const microsPerDay = 86_400_000_000;

// A year is 365 days and a month 30, as in .NET's XML durations, which Azure reads time spans with.
const unitSizes = [
  365 * microsPerDay,
  30 * microsPerDay,
  7 * microsPerDay,
  microsPerDay,
  microsPerDay / 24,
  microsPerDay / 1_440,
  microsPerDay / 86_400,
];

/** Length of an ISO 8601 duration (`P7D`, `PT1H30M`) in microseconds; undefined where the text is none. */
export const parseIsoDuration = (text: string): number | undefined => {
  const match = durationPattern.exec(text.trim());
  if (!match) return undefined;
  return Math.round(unitSizes.reduce((sum, size, index) => sum + size * Number(match[index + 1] ?? 0), 0));
};
