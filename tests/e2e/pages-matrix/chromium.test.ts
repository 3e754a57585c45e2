import { testPages } from './matrix.ts';

testPages('chromium');
