// docfx calls these with the model of each page of the API.

exports.preTransform = function (model) {
  return model;
}

// The description is what search engines show: the summary without its tags, in double quotes in the page.
exports.postTransform = function (model) {
  var summary = model.summary || (model.children && model.children[0] && model.children[0].summary) || '';
  model.description = summary.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
  return model;
}
