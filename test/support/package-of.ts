// The package that a module belongs to, by its address; undefined for this program's own and for Node's.
export function packageOf(url: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
}
