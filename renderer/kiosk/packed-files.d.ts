/** What the bundler makes of `import.meta.glob`, as far as it is used here: addresses of packed files. */
interface ImportMeta {
  glob<T>(
    pattern: string,
    options: { readonly eager: true; readonly query: '?url'; readonly import: 'default' },
  ): Readonly<Record<string, T>>
}
