using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Hillock.Playground.Access;

/// <summary>
/// Who may come in: the token of the printed link is exchanged for a cookie that no script can read; Host and Origin must be the page's own,
/// so that neither another page in the visitor's browser nor a name that was bound anew to this address can use the server.
/// </summary>
internal sealed class Gate(string host, string token)
{
    private const string TokenName = "token";

    // Set once the port is known.
    private string cookieName = "hillock";
    private HashSet<string> hosts = [];

    /// <summary>Tells the port that the server listens on.</summary>
    public void Open(int port)
    {
        cookieName = $"hillock_{port}"; // cookies do not tell ports apart
        string bracketed = host.Contains(':') && !host.StartsWith('[') ? $"[{host}]" : host;
        string[] names = ["127.0.0.1", "localhost", "[::1]", bracketed];
        hosts = new HashSet<string>(names.Select(name => $"{name}:{port}"), StringComparer.OrdinalIgnoreCase);
        ListensEverywhere = host is "0.0.0.0" or "::" or "[::]" or "*";
    }

    // Then the address by which others reach it is not known; the token and the Origin still are.
    private bool ListensEverywhere { get; set; }

    /// <summary>Lets a request through or answers it with why not.</summary>
    public async Task EnterAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context.Response.Headers);
        HttpRequest request = context.Request;
        if (!ListensEverywhere && !hosts.Contains(request.Host.Value ?? ""))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "This server does not answer to that name. Open the link that the command printed.");
            return;
        }

        if (HttpMethods.IsGet(request.Method) && request.Path == "/" && request.Query[TokenName] is [{ } offered])
        {
            if (!Matches(offered))
            {
                await RefuseAsync(context, StatusCodes.Status403Forbidden, "This link is of another run of the server. Open the link that the command printed last.");
                return;
            }

            context.Response.Cookies.Append(cookieName, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
            context.Response.Redirect("/"); // the part behind # is kept by the browser
            return;
        }

        if (!Matches(request.Cookies[cookieName]))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "The token is missing. Open the link that the command printed.");
            return;
        }

        if (context.WebSockets.IsWebSocketRequest && !IsOwnOrigin(request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Only the page itself may talk to this server.");
            return;
        }

        await next(context);
    }

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private bool Matches(string? offered) =>
        offered is { Length: <= 256 } && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(offered), Encoding.UTF8.GetBytes(token));

    private static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence);
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the link with the token is nobody's business
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
