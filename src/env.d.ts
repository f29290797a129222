/// <reference types="vite/client" />

/** True in the dev server and in the demo build: the API is answered inside the browser. Set by vite.config.ts. */
declare const __MOCK__: boolean;
