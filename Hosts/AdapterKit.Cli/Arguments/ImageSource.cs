using AdapterKit.Cli.Console;
using AdapterKit.Cli.Runs;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Reads the images to label, for backbones that read images.</summary>
internal static class ImageSource
{
    /// <summary>Whether a name is that of an image file.</summary>
    public static bool IsName(string name) => ImageFolder.Extensions.Contains(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>Reads an image as the backbone does.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static TaskInput Read(Backbone backbone, string path)
    {
        try
        {
            return new TaskInput(backbone.ReadImage(path));
        }
        catch (ImageException error)
        {
            throw new InputException(error.Message, error);
        }
    }

    /// <summary>Reads the images that texts name, one by one, where the backbone reads images.</summary>
    /// <exception cref="InputException">An image cannot be read.</exception>
    public static IEnumerable<TaskInput> Resolve(Backbone backbone, IEnumerable<TaskInput> inputs) => backbone is not IImageModel
        ? inputs
        : inputs.Select(input => BatchPredictor.IsEmpty(input) ? input : Read(backbone, input.Text));
}
