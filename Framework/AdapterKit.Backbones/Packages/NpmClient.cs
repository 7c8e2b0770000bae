using System.ComponentModel;
using System.Diagnostics;

namespace AdapterKit.Backbones;

/// <summary>The <c>npm</c> command, which knows the user's registry, proxy and credentials.</summary>
internal sealed class NpmClient(string path)
{
    /// <summary>Looks for npm in the folders of a PATH variable.</summary>
    public static NpmClient? Find(string? searchPath)
    {
        // npm is a batch file on Windows, and a bare "npm" there is a shell script that Windows cannot start.
        string[] names = OperatingSystem.IsWindows() ? ["npm.cmd", "npm.exe"] : ["npm"];
        var found = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder.Trim('"'), name)))
            .FirstOrDefault(File.Exists);
        return found is null ? null : new NpmClient(Path.GetFullPath(found));
    }

    /// <summary>Downloads the tarball of a package into a folder and returns its path.</summary>
    public string Pack(NpmPackage package, string folder, CancellationToken cancellation)
    {
        // The folder is the working directory and not an argument: batch files on Windows misread odd characters in arguments.
        var start = new ProcessStartInfo(path)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "pack", package.ToString(), "--pack-destination=.", "--prefer-offline", "--ignore-scripts",
                "--loglevel=error", "--no-update-notifier",
            },
        };
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using (cancellation.Register(() => Kill(process))) process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();

        if (process.ExitCode != 0)
            throw new PackageException(
                $"npm could not download {package} (exit code {process.ExitCode}):\n{Tail(error.Result + output.Result)}\n"
                + $"Check the network and npm's settings and start again{package.FolderHint}.");
        return Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault()
            ?? throw new PackageException($"npm reported success for {package} but wrote no tarball. Is \"{path}\" the npm client?");
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new PackageException($"The npm client \"{path}\" could not be started: {e.Message}.", e);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    private static string Tail(string text) => string.Join('\n', text.TrimEnd().Split('\n').TakeLast(8));
}
