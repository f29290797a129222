/** Seed of the demo unless another is asked for: mock mode and the self-hosted demo show the same fleet. */
export const demoSeed = 20_260_101;
