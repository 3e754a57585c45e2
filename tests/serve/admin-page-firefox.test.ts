import { testAdminPage } from './admin-page.ts';

testAdminPage('firefox');
