import type { Cookies } from '@sveltejs/kit';
import type { Visitor } from '../src/lib/domain/visitor.ts';
import { identify, type Caller } from '../src/lib/server/access/index.ts';
import type { VillageContext } from '../src/lib/server/villages/index.ts';

/** A browser that keeps what it is given, as far as signing in needs one. */
export class Browser implements Caller {
  readonly village: VillageContext;
  readonly secure = false;
  origin: string;
  userAgent =
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
  readonly kept = new Map<string, string>();
  /** The attributes with which each cookie was last set. */
  readonly attributes = new Map<string, Record<string, unknown>>();
  readonly cookies: Cookies;

  constructor(village: VillageContext, origin = '10.1.1.1') {
    this.village = village;
    this.origin = origin;
    this.cookies = {
      get: (name: string) => this.kept.get(name),
      set: (name: string, value: string, attributes: Record<string, unknown>) => {
        this.kept.set(name, value);
        this.attributes.set(name, attributes);
      },
      delete: (name: string) => void this.kept.delete(name),
    } as unknown as Cookies;
  }

  /** Who the server takes this browser for on the resident's or the office's pages. */
  async visitor(
    part: 'layanan-mandiri' | 'kantor' = 'layanan-mandiri',
    headers: Record<string, string> = {},
  ): Promise<Visitor> {
    return identify({
      request: new Request(`http://localhost/${part}`, { headers }),
      url: new URL(`http://localhost/${part}`),
      cookies: this.cookies,
      locals: { village: this.village },
    } as unknown as Parameters<typeof identify>[0]);
  }

  /** The same cookies in another hand. */
  copy(): Browser {
    const other = new Browser(this.village, this.origin);
    for (const [name, value] of this.kept) other.kept.set(name, value);
    return other;
  }
}
