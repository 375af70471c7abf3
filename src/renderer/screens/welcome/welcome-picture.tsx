import styles from './welcome-picture.module.css';

interface WelcomePictureProps {
  /** `branch`: what is recorded in the shop goes to head office, and what head office has comes back. `alone`: it is kept in the shop until there is a way. */
  readonly way: 'branch' | 'alone';
}

/** A shop, and what becomes of what is recorded there. It says nothing that the words beside it do not say. */
export function WelcomePicture({ way }: WelcomePictureProps) {
  return (
    <svg className={styles.picture} viewBox="0 0 320 132" aria-hidden="true" focusable="false">
      <path d="M12 116H308" />
      <Shop />
      {way === 'branch' ? (
        <>
          <path className={styles.way} d="M124 66C152 40 182 40 208 62" />
          <path className={styles.way} d="M124 92C152 104 182 104 208 92" />
          <g className={styles.going}>
            <Slip x={136} y={36} confirmed />
            <Slip x={168} y={32} confirmed />
          </g>
          <g className={styles.coming}>
            <Slip x={158} y={89} />
          </g>
        </>
      ) : (
        <>
          <path className={styles.notYet} d="M148 66C168 50 188 52 208 62" />
          <Slip x={122} y={94} />
          <Slip x={127} y={87} />
          <Slip x={132} y={80} />
        </>
      )}
      <Office there={way === 'branch'} />
    </svg>
  );
}

function Shop() {
  return (
    <g>
      <rect className={styles.wall} x="34" y="52" width="76" height="64" />
      <rect className={styles.glass} x="44" y="76" width="20" height="40" />
      <rect className={styles.glass} x="74" y="76" width="26" height="20" />
      {[0, 1, 2, 3].map((stripe) => (
        <path
          key={stripe}
          className={stripe % 2 === 0 ? styles.awning : styles.wall}
          d={`M${28 + stripe * 22} 38h22v16a11 11 0 0 1-22 0z`}
        />
      ))}
    </g>
  );
}

function Office({ there }: { readonly there: boolean }) {
  return (
    <g className={there ? undefined : styles.notYet}>
      <rect className={there ? styles.wall : undefined} x="216" y="22" width="70" height="94" />
      {there &&
        [0, 1, 2].flatMap((row) =>
          [0, 1, 2].map((column) => (
            <rect
              key={`${row} ${column}`}
              className={styles.glass}
              x={226 + column * 19}
              y={32 + row * 20}
              width="12"
              height="12"
            />
          )),
        )}
      {there && <rect className={styles.awning} x="242" y="94" width="18" height="22" />}
    </g>
  );
}

/** A receipt; a check on it once head office has confirmed it. */
function Slip({ x, y, confirmed = false }: { readonly x: number; readonly y: number; readonly confirmed?: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={confirmed ? styles.confirmed : styles.paper} width="18" height="22" rx="2.5" />
      <path
        className={confirmed ? styles.check : styles.written}
        d={confirmed ? 'M5 11.5l3 3 5.5-6.5' : 'M5 7h8M5 11h8M5 15h4'}
      />
    </g>
  );
}
