/** Rows a sheet holds (Excel's own limit), less the head and a line that may say what is missing. */
export const excelRows = 1_048_576 - 2;
