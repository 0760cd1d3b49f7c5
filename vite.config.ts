import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  // phones of 2021 keep their browser: no newer CSS syntax than theirs
  build: { cssTarget: ['chrome90', 'firefox90', 'safari14.1'] },
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['none'],
          // pressing a button may lead on to a chat with the ready text, or to the village's bot
          'form-action': ['self', 'https://wa.me', 'https://api.whatsapp.com', 'https://t.me'],
          'frame-ancestors': ['self'],
          'frame-src': ['self'],
        },
      },
    }),
  ],
});
