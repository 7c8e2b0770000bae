using System.ComponentModel;
using System.Diagnostics;

namespace AdapterKit.Npm;

/// <summary>The <c>npm</c> command, which knows the user's registry, proxy and credentials.</summary>
internal sealed class NpmClient(string path)
{
    /// <summary>Looks for npm in the directories of a PATH variable.</summary>
    public static NpmClient? Find(string? searchPath)
    {
        // On Windows npm is a batch file; the bare "npm" there is a shell script that Windows cannot start.
        string[] names = OperatingSystem.IsWindows() ? ["npm.cmd", "npm.exe"] : ["npm"];
        var found = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => names.Select(name => Path.Combine(directory.Trim('"'), name)))
            .FirstOrDefault(File.Exists);
        return found is null ? null : new NpmClient(Path.GetFullPath(found));
    }

    /// <summary>Downloads the tarball of a package into a directory and returns its path.</summary>
    /// <exception cref="PackageException">npm could not be started, failed, or wrote no tarball.</exception>
    public async Task<string> PackAsync(NpmPackage package, string directory, CancellationToken cancellationToken)
    {
        using var process = Start(package, directory);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using (cancellationToken.Register(() => Kill(process)))
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);

        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            var said = (await error.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim();
            throw new PackageException(
                $"npm could not download {package} (exit code {process.ExitCode}): {NpmMessage.Summarize(said)}. "
                + $"Check the network and npm's settings and start again{package.DirectoryHint}.",
                new IOException($"npm said:\n{said}"));
        }

        return Directory.EnumerateFiles(directory, "*.tgz").SingleOrDefault()
            ?? throw new PackageException($"npm reported success for {package} but wrote no tarball. Is \"{path}\" the npm client?");
    }

    private Process Start(NpmPackage package, string directory)
    {
        // The directory is the working directory and not an argument: batch files on Windows misread odd characters in arguments.
        var start = new ProcessStartInfo(path)
        {
            WorkingDirectory = directory,
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
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new PackageException($"The npm client \"{path}\" could not be started: {error.Message}.", error);
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
            // The process has ended in the meantime.
        }
    }
}
