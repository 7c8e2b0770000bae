using Microsoft.Extensions.FileProviders;

namespace AdapterKit.Server;

/// <summary>
/// The page for operators: files without any data, open to whoever reaches the port. What it shows it asks of the administration.
/// </summary>
internal static class DashboardFiles
{
    public const string Path = "/dashboard";

    // Nothing but these files runs or is shown, nothing is sent elsewhere, and no other page contains this one.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseDashboard(this WebApplication application)
    {
        var files = new FileServerOptions
        {
            RequestPath = Path,
            FileProvider = new EmbeddedFileProvider(typeof(DashboardFiles).Assembly, "dashboard"),
        };
        files.StaticFileOptions.OnPrepareResponse = response => Secure(response.Context.Response.Headers);
        application.UseFileServer(files);
    }

    private static void Secure(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
    }
}
