import * as z from 'zod/mini';
import { parseWorkspaceId, type WorkspaceAddress } from './configuration';

export type AgentEnvironment = {
  /** Base URL of the server. */
  readonly server: string;
  readonly workspace: WorkspaceAddress;
  readonly stateFolder: string;
  /** Bearer token for the server; undefined where it needs none. */
  readonly token: string | undefined;
  readonly scanSeconds: number;
  readonly pollSeconds: number;
  readonly logLevel: string;
};

const seconds = z.optional(z.coerce.number().check(z.gte(1), z.lte(86_400)));

const schema = z.object({
  FIM_AGENT_SERVER: z.url({ protocol: /^https?$/ }),
  FIM_AGENT_WORKSPACE: z.string(),
  FIM_AGENT_STATE: z.string().check(z.minLength(1)),
  FIM_AGENT_TOKEN: z.optional(z.string()),
  FIM_AGENT_SCAN_SECONDS: seconds,
  FIM_AGENT_POLL_SECONDS: seconds,
  FIM_LOG_LEVEL: z.optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
});

/** Reads the agent's settings. Throws a RangeError that names every variable which is missing or wrong. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): AgentEnvironment {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RangeError(problems.join('; '));
  }
  const { data } = parsed;
  try {
    return {
      server: data.FIM_AGENT_SERVER,
      workspace: parseWorkspaceId(data.FIM_AGENT_WORKSPACE),
      stateFolder: data.FIM_AGENT_STATE,
      token: data.FIM_AGENT_TOKEN,
      scanSeconds: data.FIM_AGENT_SCAN_SECONDS ?? 900,
      pollSeconds: data.FIM_AGENT_POLL_SECONDS ?? 20,
      logLevel: data.FIM_LOG_LEVEL ?? 'info',
    };
  } catch (error) {
    throw new RangeError(`FIM_AGENT_WORKSPACE: ${error instanceof Error ? error.message : String(error)}`);
  }
}
