/** Geohashes (Niemeyer, 2008): cells of a grid of longitude and latitude, five bits a character. */
const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';
const longest = 18;

export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** Geohash of a point in degrees; undefined for a length it cannot have. */
export const geohashOf = (longitude: number, latitude: number, length: number): string | undefined => {
  if (!Number.isInteger(length) || length < 1 || length > longest) return undefined;
  const low = [-180, -90];
  const high = [180, 90];
  const point = [longitude, latitude];
  let hash = '';
  for (let character = 0, bit = 0; character < length; character++) {
    let value = 0;
    for (let step = 0; step < 5; step++, bit++) {
      const axis = bit % 2;
      const middle = ((low[axis] ?? 0) + (high[axis] ?? 0)) / 2;
      const upper = (point[axis] ?? 0) >= middle;
      (upper ? low : high)[axis] = middle;
      value = value * 2 + (upper ? 1 : 0);
    }
    hash += alphabet[value] ?? '';
  }
  return hash;
};

/** The cell of a geohash; undefined where it is none. */
export const geohashBox = (hash: string): Box | undefined => {
  if (hash.length < 1 || hash.length > longest) return undefined;
  const low = [-180, -90];
  const high = [180, 90];
  let bit = 0;
  for (const character of hash.toLowerCase()) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    for (let mask = 16; mask > 0; mask >>= 1, bit++) {
      const axis = bit % 2;
      const middle = ((low[axis] ?? 0) + (high[axis] ?? 0)) / 2;
      ((value & mask) > 0 ? low : high)[axis] = middle;
    }
  }
  return { west: low[0] ?? 0, south: low[1] ?? 0, east: high[0] ?? 0, north: high[1] ?? 0 };
};

/** Neighbours in Kusto's order: west, south-west, south, south-east, north-east, east, north, north-west. */
export const geohashNeighbors = (hash: string): readonly string[] | undefined => {
  const box = geohashBox(hash);
  if (!box) return undefined;
  const width = box.east - box.west;
  const height = box.north - box.south;
  const longitude = (box.west + box.east) / 2;
  const latitude = (box.south + box.north) / 2;
  const offsets = [
    [-1, 0],
    [-1, -1],
    [0, -1],
    [1, -1],
    [1, 1],
    [1, 0],
    [0, 1],
    [-1, 1],
  ] as const;
  const found = offsets.flatMap(([x, y]) => {
    const north = latitude + y * height;
    if (north > 90 || north < -90) return [];
    const east = longitude + x * width;
    const wrapped = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
    return geohashOf(wrapped, north, hash.length) ?? [];
  });
  return [...new Set(found)];
};
