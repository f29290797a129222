import type * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

/** Types that follow from an endpoint's row in the table; there is no second description of them. */

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

/** Values of the `{name}` parts of the path, decoded. `scope` may span several segments. */
export type Params<E extends Endpoint> = Readonly<Record<ParameterNames<E['path']>, string>>;

/** Query parameters and body as a caller gives them, and as a handler gets them. */
export type QueryInput<E extends Endpoint> = E extends { readonly query: infer Q extends z.ZodMiniType }
  ? z.input<Q>
  : undefined;
export type Query<E extends Endpoint> = E extends { readonly query: infer Q extends z.ZodMiniType }
  ? z.output<Q>
  : undefined;
export type BodyInput<E extends Endpoint> = E extends { readonly body: infer B extends z.ZodMiniType }
  ? z.input<B>
  : undefined;
export type Body<E extends Endpoint> = E extends { readonly body: infer B extends z.ZodMiniType }
  ? z.output<B>
  : undefined;

type Replies<E extends Endpoint> = E['replies'];

/** Body of a successful reply; undefined for a status without one. */
export type ReplyBody<E extends Endpoint> = {
  [Status in keyof Replies<E>]: Replies<E>[Status] extends z.ZodMiniType ? z.output<Replies<E>[Status]> : undefined;
}[keyof Replies<E>];

/** What a handler answers: one of the endpoint's success statuses with its body, or that body already as JSON text. */
export type Reply<E extends Endpoint> = {
  [Status in keyof Replies<E>]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
  } & (Replies<E>[Status] extends z.ZodMiniType
    ? { readonly body: z.input<Replies<E>[Status]> } | { readonly encoded: BodyInit }
    : { readonly body?: undefined });
}[keyof Replies<E>];
