// A certified OpenID provider that this project did not write, with its own sign-in pages.
// node provider.mjs PORT REDIRECT_URI POST_LOGOUT_REDIRECT_URI AUTHENTICATION_METHOD: prints its issuer when it is ready.
// ROLES: what everybody's claim forum_roles holds, separated by commas. WITHOUT: claims that it leaves out.
import { Provider } from "oidc-provider";

const [port, redirect, signedOut, method] = process.argv.slice(2);
const issuer = `http://${process.env.ISSUER_HOST ?? "127.0.0.1"}:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: "forum",
    ...(process.env.CLIENT_JWKS ? { jwks: JSON.parse(process.env.CLIENT_JWKS) } : { client_secret: process.env.CLIENT_SECRET }),
    redirect_uris: [redirect],
    post_logout_redirect_uris: [signedOut],
    token_endpoint_auth_method: method,
    require_auth_time: true,
  }],
  claims: { openid: ["sub", "forum_roles"], profile: ["name"], email: ["email"] },
  conformIdTokenClaims: true,
  cookies: { keys: ["a key for this run only"] },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => Object.fromEntries(Object.entries({
      sub: id, name: `Person ${id}`, email: `${id}@meridian.example`, forum_roles: process.env.ROLES?.split(","),
    }).filter(([claim]) => !process.env.WITHOUT?.split(",").includes(claim))),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log(issuer));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
