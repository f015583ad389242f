/** A small deployment for protocol tests: a public secret in the compose file, one that comes from `.env`, an open port. */
export const FOLDER = 'file:///project/';
export const COMPOSE = `${FOLDER}docker-compose.yml`;
export const DOTENV = `${FOLDER}.env`;

/** Published in apiserver/config/default/secure.conf of clearml/clearml-server. */
export const PUBLIC_TOKEN = 'Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA';
export const PUBLIC_SECRET = 'gaOfhDX2-bpkeI7-cwEcaMuGijxaG2UG3jbIvg4DxmVGF0LNI7rgvCb1-ne38IlBo1w';

export const COMPOSE_TEXT = `services:
  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    ports: ["127.0.0.1:8008:8008"]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: "${PUBLIC_TOKEN}" # kept
      CLEARML__SECURE__CREDENTIALS__APISERVER__USER_SECRET: \${API_SECRET:?}
      CLEARML__SECURE__CREDENTIALS__FILESERVER__USER_SECRET: \${FILES_SECRET:?}
      CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER: \${SESSION_SECRET:?}
      CLEARML__APISERVER__AUTH__FIXED_USERS__ENABLED: "true"
      CLEARML__APISERVER__AUTH__FIXED_USERS__USERS: \${USERS:?}
  redis:
    image: redis:7.4.1
    ports: ["6379:6379"]
`;

export const DOTENV_TEXT = `API_SECRET=${PUBLIC_SECRET}\n`;
