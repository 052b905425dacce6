using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Hillock.Playground;

/// <summary>The page's files, which lie inside this assembly.</summary>
internal static class Page
{
    private const string Prefix = "page/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private static readonly FrozenDictionary<string, PageFile> Files = Load();

    /// <summary>Answers with a file of the page.</summary>
    public static async Task ServeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        string path = context.Request.Path.Value is { Length: > 1 } asked ? asked[1..] : "index.html";
        if (!Files.TryGetValue(path, out PageFile? file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ETag = file.Tag;
        context.Response.Headers.CacheControl = "no-cache"; // ask whether it is still the same
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Content.Length;
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(file.Content, context.RequestAborted);
    }

    private static FrozenDictionary<string, PageFile> Load()
    {
        Assembly assembly = typeof(Page).Assembly;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string type = Types.TryGetContentType(name, out string? known) ? known : "application/octet-stream";
            if (type.StartsWith("text/", StringComparison.Ordinal)) type += "; charset=utf-8";
            files.Add(name[Prefix.Length..], new PageFile(content, type, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\""));
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private sealed record PageFile(byte[] Content, string Type, string Tag);
}
