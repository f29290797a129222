/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** Uniform in [0, 1). */
export type Rng = () => number;

/** `agent` is a collector: it reads its configuration and sends rows. */
export type Role = 'owner' | 'reader' | 'agent';

/** Who calls. `role` decides which Azure actions are allowed until access control arrives. */
export type Principal = { readonly name: string; readonly objectId: string; readonly role: Role };

/** What a handler may depend on besides the request. */
export type RequestContext = { readonly principal: Principal; readonly clock: Clock; readonly rng: Rng };
