/** Ends a turn; called again, it does nothing. */
export type EndTurn = () => void;

/** So many at once; whoever comes later waits in the order of coming. */
export interface Turns {
  take(): Promise<EndTurn>;
}

/** Between two turns the event loop looks at everything else that has come, so that small questions are never behind more than one large one. */
export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;

  function endTurn(): EndTurn {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = waiting.shift();
      if (next) setImmediate(next);
      else free += 1;
    };
  }

  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return endTurn();
    },
  };
}
