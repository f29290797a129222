/** Lets what waits run: messages that have arrived, a page's drawing, the reader. At once, where a timer would wait some milliseconds each time. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
