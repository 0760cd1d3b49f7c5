/** "212 KB", "1,4 MB" */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kb = bytes / 1000;
  return kb < 1000 ? `${Math.round(kb)} KB` : `${(kb / 1000).toFixed(1).replace('.', ',')} MB`;
}
