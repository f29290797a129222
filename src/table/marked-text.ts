/** Someone who has marked text wants that text. */
export const hasMarkedText = (): boolean => (globalThis.getSelection()?.toString() ?? '') !== '';
