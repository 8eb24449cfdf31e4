// docfx calls these with the model of each page of the API.

// The description is what search engines show. docfx has one for types; a member has that of its first overload.
exports.preTransform = function (model) {
  var member = model.children && model.children[0];
  if (!model.summary && member && member.summary) {
    model.description = member.summary.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
  }
  return model;
}

exports.postTransform = function (model) {
  return model;
}
