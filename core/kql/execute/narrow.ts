import { asText } from '../functions/read';
import type { Plan } from '../plan';
import { textAt, textVector } from '../vectors';
import { type Frame, vectorFrame } from './frame';

/** `evaluate narrow()`: for each row, a row per column with the row's number, the column's name and the value as text. */
export async function* narrowFrames(
  plan: Extract<Plan, { op: 'narrow' }>,
  frames: AsyncIterable<Frame>,
): AsyncGenerator<Frame> {
  const { columns } = plan.input;
  let before = 0;
  for await (const frame of frames) {
    const texts = columns.map((_, at) => ({
      constant: frame.column(at).constant,
      text: asText(frame.column(at), frame.length),
    }));
    const rows = new Float64Array(frame.length * columns.length);
    const names: string[] = [];
    const values: string[] = [];
    for (let row = 0; row < frame.length; row++) {
      texts.forEach(({ constant, text }, at) => {
        rows[names.length] = before + row;
        names.push(columns[at]?.name ?? '');
        values.push(textAt(text, constant ? 0 : row));
      });
    }
    before += frame.length;
    yield vectorFrame(
      [
        { type: 'long', constant: false, vector: { kind: 'number', values: rows } },
        { type: 'string', constant: false, vector: textVector(names) },
        { type: 'string', constant: false, vector: textVector(values) },
      ],
      names.length,
    );
  }
}
