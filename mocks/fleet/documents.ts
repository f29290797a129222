import type { Json } from '#core/kql/vector';

export function documents(): readonly { readonly id: string; readonly body: Json }[] {
  return [];
}
