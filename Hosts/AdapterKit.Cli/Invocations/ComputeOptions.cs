using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TorchSharp;

namespace AdapterKit.Cli.Invocations;

/// <summary>The options for where models run, checked before a command does.</summary>
internal static class ComputeOptions
{
    private const string Cpu = "cpu";
    private const string Cuda = "cuda";
    private const int MaxThreads = 1024;

    /// <summary>The devices that models can run on here.</summary>
    public static IReadOnlyList<string> Devices =>
        [Cpu, .. Enumerable.Range(0, torch.cuda.is_available() ? torch.cuda.device_count() : 0).Select(index => $"{Cuda}:{index}")];

    /// <summary>Creates the <c>--device</c> option; without a value, models stay on the CPU.</summary>
    public static Option<torch.Device?> CreateDevice()
    {
        var option = new Option<torch.Device?>("--device")
        {
            Description = "The device that models run on [default: cpu]",
            HelpName = "cpu|cuda[:n]",
            Recursive = true,
            CustomParser = ParseDevice,
        };
        option.CompletionSources.Add(Cpu, Cuda);
        return option;
    }

    /// <summary>Creates the <c>--threads</c> option.</summary>
    public static Option<int?> CreateThreads() => new("--threads")
    {
        Description = "The number of threads that compute [default: 1 for a single text, else OMP_NUM_THREADS or one for each core]",
        HelpName = "number",
        Recursive = true,
        CustomParser = ParseThreads,
    };

    private static torch.Device? ParseDevice(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == Cpu)
            return torch.CPU;

        if (ParseIndex(text) is not { } index)
        {
            result.AddError($"--device must be cpu, cuda or cuda:n, not '{text}'.{Suggestion.For(text, [Cpu, Cuda])}");
            return null;
        }

        var devices = Devices;
        if (index < devices.Count - 1)
            return new torch.Device(DeviceType.CUDA, index);

        var reason = devices.Count > 1
            ? $"The devices are {string.Join(", ", devices)}."
            : "There is no CUDA device, or this program was built for the CPU alone. Models run on cpu.";
        result.AddError($"--device {text}: there is no such device. {reason}");
        return null;
    }

    // cuda is the first one.
    private static int? ParseIndex(string text)
    {
        if (text == Cuda)
            return 0;

        var isIndexed = text.StartsWith(Cuda + ":", StringComparison.Ordinal);
        return isIndexed && int.TryParse(text[(Cuda.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }

    private static int? ParseThreads(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaxThreads)
            return number;

        result.AddError($"--threads must be 1 to {MaxThreads}, not '{text}'.");
        return null;
    }
}
