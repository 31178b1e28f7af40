/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: {
    runes: true,
    // Stands at every element with a style: short. Two components of the same name by chance would share their styles.
    cssHash: ({ hash, filename }) => `s-${hash(filename).slice(0, 5)}`,
  },
};
