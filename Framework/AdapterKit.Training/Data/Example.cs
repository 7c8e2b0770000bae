using System.Text.Json.Serialization;

namespace AdapterKit.Training;

/// <summary>A text, a pair of texts or an image, and what a task shall predict for it.</summary>
/// <param name="Text">The text; empty for an image.</param>
/// <param name="Label">The label's name; for other kinds of tasks, the target as data files have it.</param>
public sealed record Example(string Text, string Label)
{
    /// <summary>The other text of a pair; <see langword="null"/> for one text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Second { get; init; }

    /// <summary>The image; <see langword="null"/> for texts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageFile? Image { get; init; }

    /// <summary>Reads what a task reads.</summary>
    /// <param name="backbone">The backbone of the task, which reads images in its own way.</param>
    /// <exception cref="DataException">The image cannot be read.</exception>
    /// <exception cref="ArgumentException">There is an image, and the backbone reads texts.</exception>
    public TaskInput Read(Backbone backbone)
    {
        if (Image is not { } image)
            return new(Text, Second);

        try
        {
            return new(backbone.ReadImage(image.Path));
        }
        catch (ImageException error)
        {
            throw new DataException(error.Message, error);
        }
    }
}
