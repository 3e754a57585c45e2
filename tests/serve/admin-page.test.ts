import { testAdminPage } from './admin-page.ts';

testAdminPage('chromium');
