// First: it asks for data before anything else is evaluated.
import { listRead, namesRead } from './head-start';
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode, use, useEffect, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, createHashRouter, RouterProvider } from 'react-router';
import { shownAhead } from './api/ahead';
import { queryClient } from './api/query-client';
import { pressEnd, replayKeys, takeWanted } from './first-input';
import { ThemeProvider } from './layout/theme';
import { routes } from './routes';

// A static demo may lie in any folder of any host, where only the part after # is ours.
const createRouter = import.meta.env.BASE_URL === './' ? createHashRouter : createBrowserRouter;
const router = createRouter(routes);

/** The server writes a nonce per page; Fluent's style elements, portals included, carry it under the strict policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});

// Pages bring titles of their own, in the head. The first one in the document wins, so this one is for when there is none.
const title = document.querySelector('head > title');
if (title) document.body.append(title);

const root = document.querySelector('#root');
if (!root) throw new Error('index.html lacks #root');

/** Last of what is rendered: while somebody presses on the first script's list, that list stays. */
const AfterPress = () => {
  const pressed = pressEnd();
  if (pressed) use(pressed);
  return null;
};

/** Says that all beside it is on the page. */
const Shown = ({ then }: { readonly then: () => void }) => {
  useLayoutEffect(then, [then]);
  // After the effects of all beside it: the app hears its shortcuts by now.
  useEffect(replayKeys, []);
  return null;
};

const start = () => {
  // Whoever has gone to a link of the first script's list keeps the place.
  const focused = () =>
    root.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : undefined;
  let href = focused();
  const follow = () => {
    href = focused();
  };
  root.addEventListener('focusin', follow);
  const shown = () => {
    root.removeEventListener('focusin', follow);
    if (href) root.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus();
    const wanted = takeWanted();
    if (wanted !== undefined) void router.navigate(wanted.replace(/^#/, ''));
  };
  // In slices: the page goes on answering to the reader while the app is rendered beside it.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <RendererProvider renderer={renderer}>
          <ThemeProvider>
            <QueryClientProvider client={queryClient}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </ThemeProvider>
        </RendererProvider>
        <AfterPress />
        <Shown then={shown} />
      </StrictMode>,
    ),
  );
};

// What the first script shows stays until the app can show as much.
const enough = { nothing: Promise.resolve(), names: namesRead, all: listRead };
void enough[shownAhead()].then(pressEnd).then(start);
