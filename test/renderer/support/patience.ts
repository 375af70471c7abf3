import { configure } from '@testing-library/react';

// What the screens are to show is waited for until it is there: a deadline says "hung", never "slow". The library's own is one second, which a single drawing takes on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
