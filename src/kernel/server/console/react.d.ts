// What the console uses of React, which brings no types of its own.
declare module 'react' {
  export type ReactNode = unknown;
  export type ComponentType<Props = object> = (props: Props) => ReactNode;
  export type FC<Props = object> = ComponentType<Props>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  export type ComponentPropsWithoutRef<_Component> = any;
  export function createElement<Props>(
    type: string | ComponentType<Props>,
    props: Props | null,
    ...children: ReactNode[]
  ): ReactNode;
  export function useEffect(effect: () => void | (() => void), inputs: readonly unknown[]): void;
  export function useMemo<Value>(make: () => Value, inputs: readonly unknown[]): Value;
  export function useState<Value>(first: Value | (() => Value)): [Value, (next: Value) => void];
}

declare module 'react-dom/client' {
  export function createRoot(element: Element): { render(node: unknown): void };
}

declare module '*.css';
