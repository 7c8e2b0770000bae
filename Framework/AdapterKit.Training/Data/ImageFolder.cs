namespace AdapterKit.Training;

/// <summary>Finds labeled images in a directory that holds one directory per label, with one file per image.</summary>
public static class ImageFolder
{
    /// <summary>The types of files, by extension with its dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpeg", ".jpg", ".png"];

    /// <summary>Finds the labeled images of a directory, ordered by label and file name; without names that begin with a dot.</summary>
    /// <remarks>The images are read when a training or an evaluation begins, by the backbone of the task.</remarks>
    /// <param name="directory">The directory, such as <c>shapes</c> with <c>shapes/circle/1.png</c> and <c>shapes/square/2.jpg</c>.</param>
    /// <exception cref="DataException">
    /// There is no directory of a label, one is empty or holds another directory, a file is outside of them, is of another type, or cannot
    /// be read.
    /// </exception>
    public static IReadOnlyList<Example> Read(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var readers = Extensions.ToDictionary(extension => extension, _ => (Func<string, string, Example>)Find);
        return new LabelFolders("image", readers).Read(directory);
    }

    private static Example Find(string file, string label) =>
        new("", label) { Image = new ImageFile(file, ContentHash.ComputeFile(file)) };
}
