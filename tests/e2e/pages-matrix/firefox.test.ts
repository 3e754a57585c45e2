import { testPages } from './matrix.ts';

testPages('firefox');
