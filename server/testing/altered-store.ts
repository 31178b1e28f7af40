import type { Store } from '../store/store.ts';

/** The store, but with some calls answered otherwise: for faults that a real one only has on bad days. */
export function alteredStore(store: Store, otherwise: Partial<Store>): Store {
  return new Proxy(store, {
    get: (real, name) => {
      const own: unknown = otherwise[name as keyof Store] ?? Reflect.get(real, name);
      // The real one has private fields, so its methods have to be called on itself.
      return typeof own === 'function' ? (own.bind(real) as unknown) : own;
    },
  });
}
